import type { Lang } from '#domain';

/** The words of signing in and out; any language but Chinese gets English. */
export function signInWords(lang: Lang): SignInWords {
  return lang.startsWith('zh') ? zh : en;
}

const en = {
  title: 'Sign in',
  password: 'Password',
  signIn: 'Sign in',
  wrong: 'This is not the password.',
  expired: 'The page was open too long. Please try again.',
  tooMany: 'Too many wrong passwords. Please try again in a minute.',
  whereIs: (where: string) => `The password is in ${where} on the server.`,
  account: 'Signed in',
  here: 'This browser is signed in until you sign out, or for 30 days.',
  signOut: 'Sign out',
  everywhere:
    'Lost a computer, or typed the password where others saw it? This ends the sessions of all browsers, this one too.',
  signOutEverywhere: 'Sign out everywhere',
  back: 'Back to the site',
};

const zh: SignInWords = {
  title: '登录',
  password: '密码',
  signIn: '登录',
  wrong: '密码不对。',
  expired: '页面打开太久，请再试一次。',
  tooMany: '输错次数太多，请一分钟后再试。',
  whereIs: (where) => `密码在服务器上的 ${where} 里。`,
  account: '登录状态',
  here: '这个浏览器已登录，30 天内有效，退出则立即失效。',
  signOut: '退出登录',
  everywhere: '电脑丢了，或者在别人面前输过密码？这里可以让所有浏览器（包括这一个）都退出登录。',
  signOutEverywhere: '全部退出',
  back: '回到网站',
};

export type SignInWords = typeof en;

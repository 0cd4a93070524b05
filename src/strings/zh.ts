import type { Strings } from './index.ts';

const zh: Strings = {
  htmlLang: 'zh-CN',
  name: '中文',
  skip: '跳到正文',
  nav: { posts: '文章', projects: '作品', offers: '服务', subscribe: '订阅' },
  home: { latest: '最近的文章', all: '全部文章', work: '作品', offers: '一起做点什么' },
  post: {
    published: '发布于',
    updated: '更新于',
    contents: '目录',
    tags: '标签',
    newer: '下一篇',
    older: '上一篇',
    translation: '本文的其他语言：',
    draft: '草稿，只在预览中可见',
    footer: '读到这里，也许用得上',
  },
  archive: '文章',
  tag: (tag) => `标签：${tag}`,
  count: (posts) => `${posts} 篇`,
  offers: '服务与课程',
  projects: '作品',
  offer: {
    ad: { label: '赞助', action: '去看看' },
    course: { label: '课程', action: '去报名' },
    consulting: { label: '咨询', action: '聊聊你的问题' },
    price: '价格',
    sponsored: (sponsor) => `由 ${sponsor} 赞助`,
  },
  form: {
    title: '写信给我',
    name: '怎么称呼',
    email: '邮箱',
    message: '你遇到的问题',
    send: '发送',
    privacy: '提交后，我会看到你写下的内容，以及你读过本站的哪些文章；不会给第三方。',
    sent: '收到了，两个工作日内回复你。',
    failed: '没有发出去。请检查网络后再试，或直接写信到',
    mail: '写信到',
    empty: '请不要留这一栏',
  },
  project: { stack: '技术栈', visit: '访问', source: '源代码' },
  notFound: { title: '没有这一页', text: '也许地址抄漏了几个字，也许文章换了地方。', back: '回首页' },
  footer: {
    feeds: '订阅',
    colophon: '本站没有第三方脚本，也没有 Cookie。',
    counting: '为了知道哪篇文章有用，你的浏览器里存有一个随机编号；开启“全局隐私控制”就什么也不记。',
  },
  feed: { posts: '全部文章' },
};

export default zh;

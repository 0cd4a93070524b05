import type { Part } from './editions/limit.ts';
import type { TextUnit } from './render/text/measure.ts';
import type { Sayings, Sent } from './sayings.ts';

/** What the engine says, in Chinese. Where the page has a button for it, the sentence names no command. */
export const chineseSayings: Sayings = {
  quoted: (text) => text,
  upToDate: () => '已是最新',
  takenBack: () => '你已经撤回了它',
  staysDeleted: () => '已在那边删除，不会再发',
  editedThere: () => '在那边被手动改过',
  scheduled: (delay) => zh`发表 ${delay} 之后才发到那里`,
  askedToWait: (platform) => zh`${platform}要求稍后再试`,
  lookThere: (platform) =>
    zh`可能已经在${platform}上了，而${platform}不提供查询：先去看看。已经在那边，就用下面的“认领”；不在，就再发一次`,
  draftMayBe: (platform) =>
    zh`${platform}上可能已有一份草稿，而${platform}不提供查询：先去草稿箱看看。有，就在那边发布，再登记地址；没有，就再发一次`,
  editedSince: (platform) => zh`发出以后文章又改过：请手动更新${platform}上的副本`,
  noWayIn: (platform) => zh`${platform}既不让程序发，也没有手动发布的办法`,
  byHand: () => '平台不让程序发：手动发布，要用的都在一页里',
  byHandOrBrowser: () => '平台不让程序发：手动发布，或者用浏览器存草稿',
  strangeText: (platform, channel) =>
    zh`text：${platform}发的是全文，用不上短文案：请删掉 channels.${channel}.text`,
  strangeSlug: (platform, channel) => zh`slug：${platform}自己决定文章地址：请删掉 channels.${channel}.slug`,
  overLimit: ({ part, unit, most }, count, platform, channel) =>
    zh`${parts[part]}有 ${count} ${part === 'tags' ? '个' : units[unit]}，${platform}最多 ${most}：${remedies(channel)[part]}`,
  renamed: (was, is) =>
    zh`“${was}”发布过，但站点里已经没有它了：“${is}”是它的新名字吗？是，就在 front matter 里写上 id: ${was}；如果“${was}”已经删除，先撤回它的副本：npx byline unpublish ${was}`,
  diagramsShown: (count, platform) =>
    zh`文中有 ${count} 个 Mermaid 图：发到${platform}的路上没有程序把它画成图片，读者看到的会是源码。请把每个图换成图片：在自己的站点上截图即可`,
  diagramsByBrowser: (count, platform) =>
    zh`文中有 ${count} 个 Mermaid 图：手动粘贴时，${platform}只会显示源码。用浏览器存草稿会把它们画成图片；手动发布就请截图，放到原来的位置`,
  diagramsRefused: (count, platform) =>
    zh`文中有 ${count} 个 Mermaid 图：${platform}只收图片，而这台机器上没有浏览器来画，所以会拒绝发送。请在 x64 Linux 上发布，或者在文章里直接放图片`,
  sent: (what, isDraft, isWaiting) =>
    `${isDraft ? draftWords[what] : sentWords[what]}${isWaiting ? '，平台正在处理' : ''}`,
  adopted: () => '已认领',
  recorded: () => '已登记',
  editedSinceSent: () => '发出以后在那边被手动改过',
  goneThere: () => '副本已在那边删除，不会再发',
  hiddenDraft: (id) => zh`它在那边没有公开，是一份草稿（id ${id}）`,
  doubtful: (title, address) =>
    zh`那边有一篇“${title}”（${address}），链回本站的方式和这篇的副本一样：它可能就是副本，也可能是你另一篇引用了它的文章`,
  notAnswered: () => '已经发出但没有收到答复，对方可能还在处理',
  notShownYet: () => '平台收下了，但还没有显示，可能还在处理',
  twice: (younger) => zh`那边有两份，较新的一份是 ${younger}`,
  onlyByHand: () => '那边的副本只能手动修改',
  asSent: () => '与发出时一致',
  deletedThere: () => '已在那边删除',
  draftThere: () => '在那边是草稿，没有公开',
  cannotAsk: (platform) => zh`${platform}不提供查询：请去那边看看`,
  doesNotSay: (platform) => zh`${platform}没有说明它现在怎样`,
  deleted: () => '已在那边删除',
  hidden: () => '已在那边隐藏，读者看不到了',
  notThere: () => '那边已经没有了',
  deleteByHand: (platform, place) =>
    zh`${platform}不让程序删除：请到那边手动删除（${place || '在你的文章列表里找'}）`,
};

const parts: Readonly<Record<Part, string>> = {
  title: '标题',
  description: '摘要',
  tags: '标签',
  body: '正文',
};

/** Units of length, after a number. */
export const units: Readonly<Record<TextUnit, string>> = {
  characters: '字',
  graphemes: '字',
  mastodon: '字',
  utf16: '个 UTF-16 单位',
  utf8: '字节',
  weighted: '个加权字符',
};

function remedies(channel: string): Record<Part, string> {
  return {
    title: `请缩短，或者用 channels: { ${channel}: { title: … } } 另起一个`,
    description: '请缩短',
    tags: `请删掉几个，或者用 channels: { ${channel}: { tags: [ … ] } } 挑选`,
    body: `在 content/site.ts 或这篇文章的 front matter 里把 channels.${channel}.form 设为 summary`,
  };
}

const sentWords: Readonly<Record<Sent, string>> = {
  created: '已创建',
  updated: '已更新',
  found: '找到了：上次其实已经发到',
};

const draftWords: Readonly<Record<Sent, string>> = {
  created: '已存为草稿',
  updated: '草稿已更新',
  found: '找到了：上次其实已经存为草稿',
};

/** A sentence with a space between Chinese and the letters or digits of a value, as typesetters set it. */
function zh(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.reduce((text, part, index) => joined(joined(text, String(values[index - 1])), part));
}

function joined(text: string, next: string): string {
  const seam = (text.at(-1) ?? '') + (next.at(0) ?? '');
  return /^(?:\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han})$/u.test(seam)
    ? `${text} ${next}`
    : text + next;
}

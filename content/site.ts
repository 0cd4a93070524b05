import { defineSite } from '#domain';

export default defineSite({
  url: 'https://byline.example',
  title: { zh: '林衍的工作台', en: 'Lin Yan’s workbench' },
  description: {
    zh: '后端、可观测性与写作：一个独立开发者的笔记、作品和服务。',
    en: 'Back ends, observability and writing: notes, work and services of an independent developer.',
  },
  author: {
    name: { zh: '林衍', en: 'Lin Yan' },
    about: {
      zh: '独立后端工程师，帮小团队把慢的接口变快、把看不见的故障变得看得见。',
      en: 'Independent back-end engineer. I make slow endpoints fast and invisible failures visible.',
    },
    email: 'hello@byline.example',
    links: { GitHub: 'https://github.com/byline-example' },
  },
  languages: ['zh', 'en'],
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  channels: {
    dev: { platform: 'dev', form: 'full', languages: ['en'] },
    cnblogs: { platform: 'cnblogs', form: 'summary', languages: ['zh'], account: 'byline-example' },
  },
});

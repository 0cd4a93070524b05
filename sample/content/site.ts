import { defineSite } from '#domain';

export default defineSite({
  url: 'https://byline.example',
  title: { zh: '林衍的工作台', en: 'Lin Yan’s workbench' },
  description: {
    zh: '一个独立后端开发者的笔记、作品和服务：可靠性、性能，以及把文章写清楚。',
    en: 'Notes, work and services of an independent back-end developer: reliability, performance, and writing about both.',
  },
  author: {
    name: { zh: '林衍', en: 'Lin Yan' },
    about: {
      zh: '帮小团队把慢的接口变快，把偶发的故障变得看得见、测得出、不再来。',
      en: 'I help small teams make slow endpoints fast, and the failures that happen now and then visible, testable and gone.',
    },
    role: { zh: '独立后端工程师', en: 'Independent back-end engineer' },
    email: 'hello@byline.example',
    links: { Git: 'https://git.example/lin-yan' },
  },
  contact: {
    replies: {
      zh: '两个工作日内回复；要是不合适，我会直说。',
      en: 'I answer within two working days, and say so if I am the wrong person.',
    },
  },
  languages: ['zh', 'en'],
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  license: { name: 'CC BY-NC-SA 4.0', url: 'https://creativecommons.org/licenses/by-nc-sa/4.0/' },
  editUrl: 'https://git.example/lin-yan/workbench/edit/main/{file}',
  availability: {
    open: true,
    note: {
      zh: '12 月 7 日起可以开始一个诊断；月度陪跑要等到明年二月。',
      en: 'I can start one review from December 7; retainers begin again in February.',
    },
  },
  channels: {
    dev: { platform: 'dev', form: 'full', languages: ['en'] },
    cnblogs: { platform: 'cnblogs', form: 'summary', languages: ['zh'], account: 'byline-example' },
  },
});

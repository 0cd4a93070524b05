import { definePlatform } from '../platform.ts';
import { text } from '../render/text/text.ts';

/** 知识星球 is a paid private group: it gets a teaser and the link. */
export default definePlatform({
  name: '知识星球',
  secrets: {},
  render: [text({ dialect: 'zsxq', version: 1, unit: 'characters', most: 1000 })],
  limits: [],
  kit: {
    editor: 'https://wx.zsxq.com/',
    asks: [{ what: '选星球，发主题' }, { what: '原文地址', value: ({ link }) => link }],
    frame: 'card',
  },
  idOf: (url) => /\/topic\/(?<id>\d+)/.exec(new URL(url).pathname)?.groups?.['id'],
});

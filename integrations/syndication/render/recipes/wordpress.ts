import { richHtml } from '../html/rich-html.ts';

export default richHtml({ dialect: 'wordpress', version: 1, style: 'none', math: 'tex', diagrams: 'code' });

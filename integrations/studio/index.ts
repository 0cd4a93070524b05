export { readFormToken, signFormToken } from './form-token.ts';
export { type StudioEntry, type StudioView, studioFrame, studioLink } from './frame.ts';
export { ownersHeaders } from './headers.ts';
export { dataTable, type Html, option, type Row } from './html.ts';
export { studioStyle } from './style.ts';
export type { StudioWing } from './wing.ts';

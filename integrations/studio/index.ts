export { readFormToken, signFormToken } from './form-token.ts';
export { type StudioEntry, type StudioView, studioFrame, studioLink } from './frame.ts';
export { ownersHeaders } from './headers.ts';
export { dataTable, type Html, option, type Row } from './html.ts';
export { hashPassword, isPasswordHash } from './password.ts';
export { STUDIO_USER, signIn } from './sign-in.ts';
export { studioStyle } from './style.ts';
export type { StudioWing } from './wing.ts';

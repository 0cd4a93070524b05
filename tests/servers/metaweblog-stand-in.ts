/** The protocol is one; a real WordPress speaks it in `tests/syndication/wordpress.test.ts`. */
export { default } from './cnblogs-stand-in.ts';

export { type Changes, changesBetween } from './changes.ts';
export { type Pages, readPages } from './read-pages.ts';
export { type Answer, MOST, submit } from './submit.ts';
export { readSubmitted, writeSubmitted } from './submitted.ts';

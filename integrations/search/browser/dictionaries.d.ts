/** Characters and what they become: `㑯 㑔|㑳 㑇`. The package has no types for its dictionaries. */
declare module 'opencc-js/dict/*' {
  const dictionary: string;
  export default dictionary;
}

/** The part of Twikoo that is used here; it ships no types. */
declare module 'twikoo/dist/twikoo.min.js' {
  const twikoo: {
    init(options: {
      readonly envId: string;
      readonly el: HTMLElement | string;
      readonly path: string;
      readonly lang: string;
    }): Promise<unknown>;
  };
  export default twikoo;
}

/** The address of a style sheet. */
declare module '@waline/client/style?url' {
  const href: string;
  export default href;
}

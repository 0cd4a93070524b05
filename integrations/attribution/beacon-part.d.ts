declare module 'byline:beacon-part/*' {
  /** The address of a file of the beacon's. */
  const address: string;
  export default address;
}

/** A browser with this cookie at `ignored` is the owner's: Studio sets it, and what that browser reads is not counted. */
export const OWNER_COOKIE = 'byline-owner';

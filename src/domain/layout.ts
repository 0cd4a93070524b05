/**
 * The layouts an owner may have in `content/layouts/`: `Header`, `Footer` and `Home` take the place of the site's
 * own; `PostEnd` and `Head` add to it.
 */
export const layoutNames = ['Header', 'Footer', 'Home', 'PostEnd', 'Head'] as const;

export type LayoutName = (typeof layoutNames)[number];

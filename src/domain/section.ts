/** The parts of a site that have a page of their own, which lists what is in them. */
export type Section =
  | 'posts'
  | 'series'
  | 'tags'
  | 'projects'
  | 'services'
  | 'courses'
  | 'products'
  | 'sponsors'
  | 'testimonials'
  | 'talks';

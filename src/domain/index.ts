/**
 * The glossary, in story order.
 *
 * A **Post** goes out as **Editions** on **Channels**. Every link in an Edition is **tagged**. A reader who
 * follows one leaves **Touches** in their own browser: arrivals and readings. An ad click, a course sale or a consulting
 * lead on an **Offer** is a **Conversion**; the Touches before it are its **Journey**, and the money it brings is a row of
 * **Entries**. A **Model** shares Conversions and money over the Journeys as **Credit**. The **Report** adds Credit up per
 * post, per channel and per offer.
 *
 * Beside the story stands what an author shows: a **Project** is a piece of work, with a problem, a solution
 * and results a case study; a **Testimonial** is what somebody said of it; a **Talk** was or will be given; a
 * **Page** stands by itself (about, now, a résumé, a media kit) or introduces a **Section** of the site.
 */

export {
  absolute,
  basePath,
  below,
  collectorAddress,
  type Home,
  type HostPath,
  homePath,
  hostPath,
  isAtRoot,
  isSlug,
  linkTo,
  onSite,
  originalPath,
  pagePath,
  pathOfPage,
  rootPath,
  sameAddress,
  seriesPath,
  shareImagePath,
  sitePath,
  tagPath,
  tagSlug,
} from './address.ts';
export type { Audience } from './audience.ts';
export { type Channel, channelSchema } from './channel.ts';
export {
  type CommentHosts,
  type Comments,
  commentHosts,
  commentsSchema,
  discussionsAddress,
} from './comments.ts';
export { contactSchema, icpAddress, policeAddress } from './contact.ts';
export { type Conversion, type ConversionKind, conversionKinds, type Proof } from './conversion.ts';
export { type CoverSize, coverAddress } from './cover.ts';
export { type Credit, splitCumulative, splitSigned, sumMoney } from './credit.ts';
export type { BodyFormat, Edition } from './edition.ts';
export { type EditionMark, editionMarks } from './edition-marks.ts';
export { type Entry, type EntryKind, entryKinds } from './entry.ts';
export { type FeedItem, type FeedPage, feedItemSchema, feedPageSchema, type PostOutline } from './feed.ts';
export { capCounts, type Flight, flightOn, runsOn } from './flight.ts';
export {
  type GoalMeasure,
  type GoalProgress,
  type GoalSpan,
  type Goals,
  goalMeasures,
  goalSpans,
  targetsOf,
} from './goals.ts';
export { type Journey, type JourneyGap, journeyGaps, unknownJourney, withinLookBack } from './journey.ts';
export {
  type ContentName,
  inLanguage,
  type Lang,
  langSchema,
  readContentName,
  type Text,
} from './language.ts';
export { type LayoutName, layoutNames } from './layout.ts';
export { describeMisfits, type Misfit } from './misfit.ts';
export {
  currencyCode,
  currencySchema,
  decimalAmount,
  formatMoney,
  type Money,
  minorDigits,
  splitAmount,
} from './money.ts';
export {
  type HomePart,
  homeParts,
  isAddress,
  linkedSections,
  type NavigationEntry,
  targetOf,
} from './navigation.ts';
export {
  adSpace,
  type Offer,
  type OfferFrontMatter,
  offerAt,
  offerPath,
  offerSchema,
  offerSection,
  type Period,
  type ProductForm,
  type Question,
  toOffer,
} from './offer.ts';
export { type OfferKind, type OfferSection, offerKindNames, offerKinds } from './offer-kinds.ts';
export {
  introduces,
  isReserved,
  type MediaKit,
  type Page,
  type PageFrontMatter,
  pageSchema,
  toPage,
} from './page.ts';
export { phrasesOf } from './phrases.ts';
export {
  type ChannelChoice,
  isOut,
  type Post,
  type PostFrontMatter,
  postSchema,
  toPost,
  type Visibility,
} from './post.ts';
export { gather, nearest, type Place, Problem, problemsIn, suggest } from './problem.ts';
export { type Project, type ProjectFrontMatter, projectSchema, type Result, toProject } from './project.ts';
export { type Publication, publicationSchema } from './publication.ts';
export { moneyForm, moneySchema, parseMoney } from './read-money.ts';
export { leastSeconds, type Reading, readingOf } from './reading.ts';
export { isOutdated, relatedTo } from './related.ts';
export {
  type Dimension,
  dimensions,
  type MoneyView,
  moneyViews,
  type Report,
  type ReportRow,
} from './report.ts';
export { type Resume, resumeSchema } from './resume.ts';
export { type ShopLink, saleKey } from './sale-key.ts';
export type { Section } from './section.ts';
export {
  defineSite,
  mainLanguage,
  type Site,
  type SiteSettings,
  siteSchema,
} from './site.ts';
export { isSitePath, type SitePath } from './site-path.ts';
export {
  type EditionTag,
  fitsRef,
  type LinkPlace,
  linkPlaces,
  type OfferLink,
  type PlacedTag,
  placedLink,
  type ReadTag,
  readOfferLink,
  readTag,
  type Tag,
  type Tagging,
  tagKeys,
  tagLink,
  tagWord,
  untagLink,
  writeOfferLink,
} from './tagged-link.ts';
export { isAhead, type Talk, type TalkFrontMatter, type TalkKind, talkSchema, toTalk } from './talk.ts';
export {
  type Testimonial,
  type TestimonialFrontMatter,
  testimonialSchema,
  toTestimonial,
} from './testimonial.ts';
export {
  type Authored,
  authoredMoment,
  calendarSpan,
  dateSchema,
  durationOf,
  formatDay,
  formatDayOfYear,
  formatMonth,
  isoDay,
  type Millis,
  yearOf,
  zonedMoment,
} from './time.ts';
export { DIRECT, type Touch, UNKNOWN } from './touch.ts';

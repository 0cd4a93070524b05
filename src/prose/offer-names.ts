/** What an offer's card is called in MDX: by what it is, or by what it does there. */
export const offerNames = ['Offer', 'Course', 'Consult', 'Sponsor'] as const;

/** Whether a component is an offer's card. */
export function isOfferName(name: string): boolean {
  return offerNames.some((known) => known === name);
}

/** What an offer's description needs beside the offer; addresses are whole. */
export interface OfferAbout {
  readonly url: string;
  /** As `<html lang>` has it. */
  readonly language: string;
  readonly image: string;
}

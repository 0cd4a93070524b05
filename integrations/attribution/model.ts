import type { Journey, Step, Text } from '#domain';

/**
 * THE CONTRACT. A model is one file in `models/`; its name is the id reports are asked for by.
 * It says what each step weighs; the engine normalises the weights to shares that add up to 1 and splits
 * the money by largest remainder, so credit always adds up to the minor unit.
 */
export interface Model {
  /** What people call it: `First touch`, 首次触点. */
  readonly title: Text;
  /** One sentence: whom it favours, and when to ask it. */
  readonly about: Text;
  /**
   * How much one step weighs: zero or more, finite. If every step of a journey weighs nothing, they share
   * alike.
   */
  weigh(step: Step, index: number, journey: Journey): number;
}

/** Declares a model; the file's default export. */
export function defineModel(model: Model): Model {
  return model;
}

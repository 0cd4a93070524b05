import { type Credit, DIRECT, inLanguage, type Journey, type Money, type Offer, splitAmount } from '#domain';
import type { Model } from './model.ts';

/**
 * Shares each conversion over its journey.
 *
 * A conversion nobody's touch led to has one credit: no post, channel {@link DIRECT}. Money is split by
 * largest remainder, so the parts add up to the minor unit. While a conversion has earned nothing yet, the
 * offer's worth is what it is expected to bring; a click on a course is not a sale, so it is expected to
 * bring nothing.
 *
 * @throws Error when the model's weight is negative or not finite: a bug in the model
 */
export function attribute(journeys: readonly Journey[], model: Model, offers: readonly Offer[]): Credit[] {
  const worths = new Map(offers.map((offer) => [offer.id, offer.worth]));
  return journeys.flatMap((journey) => {
    const { conversion } = journey;
    const worth = conversion.kind === 'course-click' ? undefined : worths.get(conversion.offer);
    return creditsOf(journey, model, conversion.earned === null ? (worth ?? null) : null);
  });
}

function creditsOf(journey: Journey, model: Model, worth: Money | null): Credit[] {
  const { conversion } = journey;
  const steps = journey.steps.length > 0 ? journey.steps : [{ post: null, channel: DIRECT }];
  const shares = journey.steps.length > 0 ? sharesOf(journey, model) : [1];
  const earned = splitMoney(conversion.earned, shares);
  const expected = splitMoney(worth, shares);
  return steps.map(({ post, channel }, index) => ({
    conversion: conversion.id,
    offer: conversion.offer,
    post,
    channel,
    share: shares[index] ?? 0,
    earned: earned[index] ?? null,
    expected: expected[index] ?? null,
  }));
}

function sharesOf(journey: Journey, model: Model): number[] {
  const weights = journey.steps.map((step, index) => checkWeight(model.weigh(step, index, journey), model));
  const greatest = Math.max(...weights);
  if (greatest === 0) return weights.map(() => 1 / weights.length);
  // Scaled first, so that a sum of huge weights stays finite.
  const scaled = weights.map((weight) => weight / greatest);
  const total = scaled.reduce((sum, weight) => sum + weight, 0);
  return scaled.map((weight) => weight / total);
}

function checkWeight(weight: number, model: Model): number {
  if (Number.isFinite(weight) && weight >= 0) return weight;
  throw new Error(
    `the model “${inLanguage(model.title, 'en')}” weighs a step ${weight}; a weight is finite and not negative`,
  );
}

function splitMoney(money: Money | null, shares: readonly number[]): (Money | null)[] {
  if (money === null) return shares.map(() => null);
  return splitAmount(money.amount, shares).map((amount) => ({ amount, currency: money.currency }));
}

/** What buyers say about what they bought. */

import { formatRating } from '../language/formats';
import type { Words } from '../language/words';
import type { PageView } from './paging';

/** At most so many characters of text. */
export const mostOfReview = 1_000;

/** How well something was liked on the whole; null of what nobody has reviewed. */
export interface Rating {
  /** 1 to 5, to one place: `4.5`. */
  readonly text: string;
  readonly stars: number;
  readonly count: number;
}

export interface ReviewView {
  readonly id: string;
  /** First name and initial, since everybody reads it. */
  readonly by: string;
  readonly stars: number;
  readonly text: string;
  /** ISO time of the last change. */
  readonly at: string;
  readonly edited: boolean;
  readonly mine: boolean;
}

/** Whether whoever looks may write one: only who bought, and nobody about their own goods. */
export type MayReview = 'may' | 'signed_out' | 'not_bought' | 'own';

/** A page of them, counted without what whoever looks has written, which is on each. */
export interface ReviewsView extends PageView {
  readonly rating: Rating | null;
  readonly reviews: readonly ReviewView[];
  readonly may: MayReview;
  /** What whoever looks has written; null when nothing. */
  readonly mine: Pick<ReviewView, 'stars' | 'text'> | null;
}

/** `4.5 of 5 stars, 12 reviews`. */
export function ratingText({ stars, count }: Rating, t: Words<'reviews'>): string {
  return t('rating', { stars: formatRating(stars, t.language), count });
}

/** From an average and how many it is of, as the database says them. */
export function ratingOf(average: number | null, count: number): Rating | null {
  if (average === null || count === 0) return null;
  return { text: average.toFixed(1), stars: average, count };
}

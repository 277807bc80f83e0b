/** What people write to one another, as it may come from a browser. */
import { z } from 'zod';

/** Some text of at most so many characters; line breaks may be in it, other control characters not. */
export const textOf = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\u0000-\u0009\u000b-\u001f\u007f]*$/)
    // False with half of a character that takes two: Postgres refuses it in a document.
    .refine((text) => text.isWellFormed());

/** A few sentences to a person. */
export const sentences = textOf(500);

/** What the address of a list may say, at every desk. */
import { z } from 'zod';

/** Which page of a list is asked for; anything else is the first. */
export const page = z.coerce.number().int().min(1).max(100_000).catch(1);

/** The address of what has one list. */
export const pageQuery = z.object({ page });

/** A day, as an address says it. Postgres knows no year 0. */
export const day = z.iso.date().refine((said) => said >= '2000');

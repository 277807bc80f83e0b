import { z } from 'zod';
import type { LaneId, SequenceStep } from '../model/sequence';

/** Text on one line. */
const line = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u);

/** The path of the page whose calls are meant. */
const page = line(200).startsWith('/');

/** `known`: the mark of what the asker has already. */
export const underneathQuery = z.object({ page, known: z.string().max(200).optional() });

const lane = z.string().regex(/^(?:souk|platform|acct_\w{1,100})$/);

/** What a browser says that it did itself: for the file of whoever sits before it, and kept nowhere. */
const browserStep: z.ZodType<SequenceStep> = z.strictObject({
  id: line(100),
  kind: z.literal('browser'),
  from: z.literal('browser'),
  to: lane.transform((to) => to as LaneId),
  label: line(300),
  status: z.int().min(0).max(599).nullable(),
  said: z.strictObject({ good: z.boolean(), words: line(300) }).optional(),
  startedAt: z.iso.datetime(),
  ms: z.number().min(0).nullable(),
  note: line(300).optional(),
});

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});

/** The fields of the form that asks for a file. */
export const fileForm = z.strictObject({
  page,
  as: z.enum(['json', 'html']),
  browser: json.pipe(z.array(browserStep).max(200)).optional(),
});

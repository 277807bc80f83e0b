import { z } from 'zod';
import { mostPicturesOfProduct } from '../model/own-goods';
import { longestPictureText } from '../model/picture-texts';
import { intervals } from '../model/recurring';
import { deskDays, saleFilters } from '../model/seller';
import { evidenceFileField } from '../payments/requests';
import { invoiceId } from '../subscriptions/requests';
import { day, pageQuery } from '../security/list-query';
import { disputeId, legId, productId, variantId } from '../security/row-ids';
import { sentences } from '../security/sentences';
import { noControls } from '../security/control-characters';
import { minutes, type Limit } from '../security/rate-limit';

/** How many days the address of the overview asks for; thirty unless it is one of the choices. */
export const overviewQuery = z.object({ days: z.enum(deskDays).catch('30') });

/**
 * What the address of the list of sales, or of the file of them, may say; anything else is left out. Days
 * may come in either order.
 */
export const salesQuery = pageQuery
  .extend({
    state: z.enum(saleFilters).catch('all'),
    from: day.nullable().catch(null),
    to: day.nullable().catch(null),
  })
  .transform(({ state, from, to, page }) => {
    const turned = from && to && to < from;
    return { filter: state, page, from: turned ? to : from, to: turned ? from : to };
  });

/** The payout behind which the address of the list goes on. */
export const payoutsQuery = z.object({
  after: z
    .string()
    .regex(/^po_\w{1,100}$/)
    .nullable()
    .catch(null),
});

export const salePath = z.object({ id: z.union([legId, invoiceId]) });

export { subscriptionPath as subscriberPath } from '../subscriptions/requests';

/** Refunds that one seller gives; each asks Stripe. */
export const refundsOfSeller: Limit = { name: 'refund:seller', most: 120, windowMs: 10 * minutes };

export const disputePath = z.object({ id: disputeId });

export const evidenceFilePath = disputePath.extend({ field: evidenceFileField });

/** Answers to disputes that one seller writes and sends. */
export const answersOfSeller: Limit = {
  name: 'evidence:seller',
  most: 120,
  windowMs: 10 * minutes,
};

/** Files that one seller adds to answers and takes out again. */
export const evidenceFilesOfSeller: Limit = {
  name: 'evidence-file:seller',
  most: 120,
  windowMs: 10 * minutes,
};

const oneLine = z.string().trim().regex(noControls);
const stock = z.int().min(0).max(100_000).nullable();
const price = oneLine.min(1).max(12);
const kindName = oneLine.min(1).max(40);
const picture = z.string().max(120);
const wordsOfProduct = {
  name: oneLine.min(2).max(80),
  description: sentences.min(2),
  category: z.string().max(20),
  delivery: z.literal('').or(oneLine.max(120)),
  pictures: z.array(picture).min(1).max(mostPicturesOfProduct),
  pictureTexts: z
    .record(picture, z.literal('').or(oneLine.max(longestPictureText)))
    .refine((texts) => Object.keys(texts).length <= mostPicturesOfProduct),
};
/** What a seller says of a new product; its currency is that of their account. */
export const productRequest = z.strictObject({
  ...wordsOfProduct,
  pictureTexts: wordsOfProduct.pictureTexts.default({}),
  price,
  stock,
  interval: z.enum(intervals).nullable(),
});
export const productEditRequest = z.strictObject({
  ...wordsOfProduct,
  hidden: z.boolean(),
  kinds: z
    .array(
      z.strictObject({
        ...{ id: variantId, price, stock, stockWas: stock },
        ...{ name: kindName.optional(), hidden: z.boolean().optional() },
      }),
    )
    .max(50),
  newKinds: z
    .array(z.strictObject({ name: kindName, price, stock }))
    .max(50)
    .default([]),
});
export const productPath = z.object({ id: productId });

/** The largest picture that may be sent, in bytes: what a browser makes of a photograph is far less. */
export const pictureLimit = 700_000;
/** A picture as a page sends it, in base64. */
export const pictureRequest = z.strictObject({ file: z.base64().min(1).max(pictureLimit) });

/** Pictures that one seller brings; each is drawn anew. */
export const picturesOfSeller: Limit = { name: 'picture:seller', most: 60, windowMs: 10 * minutes };

/** Products that one seller makes or changes; a plan asks Stripe. */
export const productsOfSeller: Limit = {
  name: 'product:seller',
  most: 200,
  windowMs: 10 * minutes,
};

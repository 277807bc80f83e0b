/** Files that go with answers to disputes. */
import { integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { EvidenceFileField, EvidenceFileType } from '../../model/evidence';
import type { AccountFileId, DisputeId, EvidenceFileId, IdempotencyKey } from '../../model/ids';
import { disputes } from './after-sale';
import { at, bytea } from './columns';

/**
 * A seller's alone until the answer is sent; then it is uploaded to their account, and when the answer
 * has arrived its bytes are Stripe's alone. The key is written when the answer is to be sent, before any
 * call; another try to send it has another, unless the file is there already.
 */
export const evidenceFiles = pgTable(
  'evidence_files',
  {
    id: text().$type<EvidenceFileId>().primaryKey(),
    disputeId: text('dispute_id')
      .$type<DisputeId>()
      .notNull()
      .references(() => disputes.id),
    field: text().$type<EvidenceFileField>().notNull(),
    /** As the seller called it. */
    name: text().notNull(),
    type: text().$type<EvidenceFileType>().notNull(),
    size: integer().notNull(),
    /** Null once the answer was sent. */
    bytes: bytea(),
    uploadKey: text('upload_key').$type<IdempotencyKey>().unique(),
    accountFileId: text('account_file_id').$type<AccountFileId>().unique(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('evidence_files_field').on(table.disputeId, table.field)],
);

import type { MailId } from './ids';

/** E-mails that Souk writes to buyers. */
export type MailKind =
  | 'receipt'
  | 'refund'
  | 'plan'
  | 'plus'
  // A bank asks for its buyer: about a leg, or about a payment of a plan.
  | 'action_needed'
  | 'plan_action_needed';

/**
 * What happened: `receipt:leg_…`, `refund:ref_…`, `plan:in_…`, `plus:mem_…`, `action_needed:att_…` or
 * `plan_action_needed:in_…`. Of one happening there is one mail.
 */
export type MailAbout = `${MailKind}:${string}`;

/**
 * `kept`: there is no mail server, so it can only be read here. `outdated`: what it asks for was done,
 * or could not be done any more, before it went.
 */
export type MailState = 'waiting' | 'sent' | 'kept' | 'failed' | 'outdated';

/** A mail as the operator sees it in the list. */
export interface MailRow {
  readonly id: MailId;
  readonly kind: MailKind;
  readonly state: MailState;
  readonly recipient: string;
  readonly subject: string;
  /** ISO times, or null. */
  readonly writtenAt: string;
  readonly sentAt: string | null;
  readonly tries: number;
  /** ISO: when it is tried again by itself; null where it is not. */
  readonly nextTryAt: string | null;
  /** What the mail server said last; null when nothing was wrong. */
  readonly problem: string | null;
}

/** The same with what is in it. */
export interface MailView extends MailRow {
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
}

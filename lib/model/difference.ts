/** How an account and our rows can fail to agree. */
export type DifferenceKind =
  /** The account was charged for something that we do not have as paid. */
  | 'charge_unknown'
  /** A leg has ended, and its money is held still, or its bank has not decided about a debit. */
  | 'charge_undecided'
  /** We have a leg as paid whose charge the account does not have. */
  | 'charge_missing'
  | 'charge_amount'
  | 'charge_currency'
  | 'charge_fee'
  /** The account gave something back that we know nothing of. */
  | 'refund_unknown'
  /** We have a refund as sent that the account does not have. */
  | 'refund_missing'
  | 'refund_amount'
  /** We have a refund as done that has failed, or the other way round. */
  | 'refund_status'
  /** Of the application fee went back more or less than belongs to what was given back. */
  | 'fee_returned';

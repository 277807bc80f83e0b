/** Of one kind of thing, in a cart or put aside. */
export const mostOfOneKind = 99;

/** Of one plan, in a cart and of a running subscription. */
export const mostOfPlan = 20;

/** Refusals of our API, by their code. */
export const problems = {
  wrong_password: 'This e-mail and password do not belong together.',
  email_taken: 'There already is an account with this e-mail. Please sign in.',
  cart_empty: 'Your cart is empty.',
  cart_changed: 'Your cart or a price has changed. Look at it once more, then pay.',
  sold_out:
    'Something in your cart is sold out, or fewer are left than you want. Change your cart to go on.',
  seller_unavailable:
    'A seller of your cart cannot be paid at the moment. Remove its goods to go on.',
  card_unusable: 'What you chose cannot pay here, or not any more.',
  not_holdable: 'What you chose cannot be held before it is charged.',
  too_large: 'This amount is too large for one charge. Buy it in parts.',
  fault: 'Something went wrong on our side. Please try again.',
  not_found: 'There is no such thing here.',
  signed_out: 'Please sign in first.',
  foreign_origin: 'This request did not come from a page of Souk.',
  too_many: 'Too many attempts. Please wait a little and try again.',
  invalid_request: 'The request is not what was expected.',
  unknown_language: 'Souk does not speak this language.',
  cart_bad_quantity: 'Please take a whole number from 1 to 99.',
  cart_unknown_variant: 'This is not sold here any more.',
  cart_too_many: 'There are not as many of this left.',
  cart_sold_out: 'This is sold out.',
  cart_note: 'Your cart holds as many of it as there are.',
  not_bought: 'Only who has bought it here can review it.',
  own: 'Nobody reviews what they sell themselves.',
} as const;

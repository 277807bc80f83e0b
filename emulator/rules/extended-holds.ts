/**
 * Which payments may be held for longer than a week, by the card's network and the merchant's category
 * (docs.stripe.com/payments/extended-authorization#availability).
 */
const day = 24 * 60 * 60;

/** How long a hold lasts: seven days for most networks, with the buyer present. Seconds. */
export const holdSeconds = 7 * day;

/** Unconfirmed to the hour: Visa's may end a few hours earlier. Seconds. */
export const extendedHoldSeconds = 30 * day;

/** Ranges of merchant category codes (ISO 18245). */
type Codes = readonly (readonly [from: number, to: number])[];

const lodging: Codes = [
  [3501, 3999],
  [7011, 7011],
];
const vehicleRental: Codes = [
  [3351, 3500],
  [7512, 7513],
];
const cruises: Codes = [[4411, 4411]];
const passengerTransport: Codes = [
  [3000, 3350],
  [4111, 4112],
  [4131, 4131],
  [4511, 4511],
];

/** Networks that hold for longer, and for whom; null is everybody. */
const extending: Readonly<Record<string, Codes | null>> = {
  amex: [...lodging, ...vehicleRental],
  discover: [...lodging, ...vehicleRental, ...cruises, ...passengerTransport],
  mastercard: null,
  visa: [...lodging, ...vehicleRental, ...cruises],
};

/** Whether a network holds a merchant's payments for longer where that is asked for. */
export function extendsHolds(network: string, category: string | null | undefined): boolean {
  const codes = extending[network];
  if (!codes) return codes === null;
  const code = Number(category ?? NaN);
  return codes.some(([from, to]) => code >= from && code <= to);
}

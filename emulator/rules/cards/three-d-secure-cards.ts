/**
 * Cards for 3D Secure (docs.stripe.com/testing#three-ds-cards).
 */
import { declines } from '../declines';
import { card, type Authentication, type CardTraits, type TestCard } from './card';

/** Wants 3D Secure by itself. */
function secure(
  key: string,
  number: string,
  authentication: Authentication,
  country: string,
  traits: CardTraits = {},
  methods?: readonly string[],
): TestCard {
  return card(
    key,
    number,
    { authentication, country, threeDSecure: 'challenge', ...traits },
    methods,
  );
}

/** Shown in a mobile app's own way; in a browser ordinary challenges. No ids are published. */
const mobile = (
  [
    ['outOfBand', '4000582600000094'],
    ['oneTimePasscode', '4000582600000045'],
    ['singleSelect', '4000582600000102'],
    ['multiSelect', '4000582600000110'],
  ] as const
).map(([key, number]) => secure(key, number, 'always', 'US', {}, []));

export const threeDSecureCards: readonly TestCard[] = [
  secure('authenticationRequiredOnSetup', '4000002500003155', 'until_set_up', 'FR'),
  secure('authenticationRequired', '4000002760003184', 'always', 'DE'),
  secure('authenticationRequiredSetupForOffSession', '4000003800000446', 'on_session', 'IT'),
  secure(
    'authenticationRequiredChargeDeclinedInsufficientFunds',
    '4000008260003178',
    'until_set_up',
    'GB',
    { refusedAtCharge: declines.insufficientFunds },
  ),

  // What becomes of 3220 and 1280 off session after a set-up is unconfirmed; they ask again.
  secure('threeDSecure2Required', '4000000000003220', 'always', 'IE'),
  secure('threeDSecure2RequiredUs', '4000008400000027', 'always', 'US', {}, []),
  secure('threeDSecureRequired', '4000000000003063', 'always', 'US'),
  secure('threeDSecureRequiredChargeDeclined', '4000008400001629', 'always', 'US', {
    refusedAtSetUp: declines.generic,
    refusedAtCharge: declines.generic,
  }),
  secure('threeDSecureRequiredProcessingError', '4000008400001280', 'always', 'US', {
    threeDSecure: 'processing_error',
  }),
  secure('threeDSecureOptional', '4000000000003055', 'by_region', 'US'),
  secure('threeDSecureOptionalProcessingError', '4000000000003097', 'by_region', 'US', {
    threeDSecure: 'processing_error',
  }),
  secure(
    'threeDSecureFrictionless',
    '4000000032200000',
    'always',
    'US',
    { threeDSecure: 'frictionless' },
    [],
  ),
  ...mobile,
];

import type { PlatformStripe } from '../stripe/platform-stripe';
import { statementNameOf, statementPrefix } from '../catalog/statement';
import type { SellerRow } from '../catalog/views';

export type AccountParams = Parameters<PlatformStripe['accounts']['create']>[0];

/**
 * Published test bank accounts, by country.
 * https://docs.stripe.com/connect/testing#account-numbers
 */
const banks: Readonly<Record<string, { account_number: string; routing_number?: string }>> = {
  AU: { account_number: '000123456', routing_number: '110000' },
  CA: { account_number: '000123456789', routing_number: '11000-000' },
  DE: { account_number: 'DE89370400440532013000' },
  FR: { account_number: 'FR1420041010050500013M02606' },
  GB: { account_number: '00012345', routing_number: '108800' },
  JP: { account_number: '0001234', routing_number: '1100000' },
  SE: { account_number: 'SE3550000000054910000003' },
  US: { account_number: '000123456789', routing_number: '110000000' },
};

/** Cities and postal codes only have to exist; `address_full_match` is what verifies. */
const towns: Readonly<Record<string, { city: string; postal_code: string; state?: string }>> = {
  AU: { city: 'Fremantle', postal_code: '6160', state: 'WA' },
  CA: { city: 'Lunenburg', postal_code: 'B0J 2C0', state: 'NS' },
  DE: { city: 'Lübeck', postal_code: '23552' },
  FR: { city: 'Marseille', postal_code: '13001' },
  GB: { city: 'Hebden Bridge', postal_code: 'HX7 6AA' },
  JP: { city: 'Kyoto', postal_code: '6008001' },
  SE: { city: 'Kiruna', postal_code: '98131' },
  US: { city: 'Asheville', postal_code: '28801', state: 'NC' },
};

/** Handicraft and gift shops. https://docs.stripe.com/connect/setting-mcc */
const merchantCategory = '5947';

/**
 * What a seller's account has to be able to do. Without the last one a buyer's bank account cannot be
 * copied to it. https://docs.stripe.com/connect/account-capabilities
 */
export function capabilitiesOf({ country }: Pick<SellerRow, 'country'>) {
  const bank = country === 'US' ? (['us_bank_account_ach_payments'] as const) : [];
  return ['card_payments', 'transfers', ...bank] as const;
}

/**
 * What a seller's connected account is made of: made-up people with the values that Stripe's test
 * mode verifies at once. https://docs.stripe.com/connect/testing#identity-and-address-verification
 * The same on the emulator and in Stripe's test mode; never to be used for real sellers.
 */
export function accountParams(seller: SellerRow, acceptedAt: Date): AccountParams {
  const bank = banks[seller.country];
  const town = towns[seller.country];
  if (!bank || !town) throw new Error(`no test bank account is known for ${seller.country}`);
  return {
    type: 'custom',
    country: seller.country,
    email: `${seller.slug}@souk.example`,
    capabilities: requestedOf(seller),
    business_type: 'individual',
    individual: {
      first_name: 'Sam',
      last_name: 'Seller',
      email: `${seller.slug}@souk.example`,
      phone: '0000000000',
      dob: { day: 1, month: 1, year: 1901 },
      id_number: '000000000',
      address: { line1: 'address_full_match', country: seller.country, ...town },
      ...(seller.country === 'US' ? { ssn_last_4: '0000' } : {}),
      ...(seller.country === 'JP' ? japanesePerson : {}),
    },
    business_profile: {
      name: seller.name,
      mcc: merchantCategory,
      product_description: seller.tagline,
      // The address that Stripe's test mode takes for a reachable shop; ours is on this machine.
      url: 'https://accessible.stripe.com',
    },
    tos_acceptance: { date: Math.floor(acceptedAt.getTime() / 1000), ip: '127.0.0.1' },
    external_account: {
      object: 'bank_account',
      country: seller.country,
      currency: seller.currency,
      account_holder_name: 'Sam Seller',
      ...bank,
    },
    settings: {
      payments: { statement_descriptor: statementPrefix(seller.slug).padEnd(5, '.') },
      card_payments: { statement_descriptor_prefix: statementPrefix(seller.slug) },
    },
    metadata: { seller: seller.id, slug: seller.slug },
  };
}

/**
 * What the account of a seller who applied is made of: what Souk was told about the shop, and nothing
 * about the person, who tells that to Stripe alone. Derived from the row only, so that a repeat with
 * its key is the same call. https://docs.stripe.com/connect/hosted-onboarding
 */
export function applicantParams(seller: SellerRow): AccountParams {
  const prefix = statementNameOf(seller);
  const isWhole = (prefix.match(/[A-Z]/g) ?? []).length >= 5;
  return {
    type: 'custom',
    country: seller.country,
    capabilities: requestedOf(seller),
    business_profile: { name: seller.name, product_description: seller.tagline },
    settings: {
      card_payments: { statement_descriptor_prefix: prefix },
      // The whole one wants five letters; without, Stripe's form asks for it.
      ...(isWhole ? { payments: { statement_descriptor: prefix } } : {}),
    },
    metadata: { seller: seller.id, slug: seller.slug },
  };
}

const requestedOf = (seller: SellerRow) =>
  Object.fromEntries(capabilitiesOf(seller).map((name) => [name, { requested: true }]));

/**
 * Japan asks for names and addresses in both scripts.
 * https://docs.stripe.com/connect/required-verification-information
 */
const japanesePerson = {
  first_name_kana: 'サム',
  last_name_kana: 'セラー',
  first_name_kanji: '佐夢',
  last_name_kanji: '瀬良',
  gender: 'female',
  address_kana: {
    country: 'JP',
    postal_code: '6008001',
    state: 'キョウトフ',
    city: 'キョウトシシモギョウク',
    town: 'シジョウドオリ',
    line1: '1-1',
  },
  address_kanji: {
    country: 'JP',
    postal_code: '6008001',
    state: '京都府',
    city: '京都市下京区',
    town: '四条通',
    line1: '1-1',
  },
} as const;

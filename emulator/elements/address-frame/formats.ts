/** How a country writes its addresses: which parts, in which order, under which names. */
export type Part = 'line1' | 'line2' | 'city' | 'state' | 'postalCode';

export interface AddressFormat {
  parts: readonly Part[];
  city: 'city' | 'suburb' | 'town';
  state: 'state' | 'province' | 'prefecture' | 'county' | 'region';
  /** Parts that may stay empty beside the second line. */
  optional: readonly Part[];
}

const usual: AddressFormat = {
  parts: ['line1', 'line2', 'postalCode', 'city'],
  city: 'city',
  state: 'region',
  optional: ['line2'],
};

const withState = (
  state: AddressFormat['state'],
  more: Partial<AddressFormat> = {},
): AddressFormat => ({
  ...usual,
  parts: ['line1', 'line2', 'city', 'state', 'postalCode'],
  state,
  ...more,
});

const formats: Readonly<Record<string, AddressFormat>> = {
  US: withState('state'),
  PR: withState('state', { parts: ['line1', 'line2', 'city', 'postalCode'] }),
  CA: withState('province'),
  AU: withState('state', { city: 'suburb' }),
  BR: withState('state'),
  MX: withState('state', { parts: ['line1', 'line2', 'postalCode', 'city', 'state'] }),
  IN: withState('state', { parts: ['line1', 'line2', 'city', 'postalCode', 'state'] }),
  IT: withState('province', { parts: ['line1', 'line2', 'postalCode', 'city', 'state'] }),
  ES: withState('province', { parts: ['line1', 'line2', 'postalCode', 'city', 'state'] }),
  JP: withState('prefecture', { parts: ['postalCode', 'state', 'city', 'line1', 'line2'] }),
  IE: withState('county', { optional: ['line2', 'state', 'postalCode'] }),
  GB: { ...usual, city: 'town', parts: ['line1', 'line2', 'city', 'postalCode'] },
  NZ: { ...usual, parts: ['line1', 'line2', 'city', 'postalCode'] },
  SG: { ...usual, parts: ['line1', 'line2', 'postalCode'] },
  HK: { ...usual, parts: ['line1', 'line2', 'city'] },
  AE: { ...usual, parts: ['line1', 'line2', 'city', 'state'] },
};

/** unconfirmed: the order and the names of countries beyond those that public pages show. */
export function formatOf(country: string): AddressFormat {
  return formats[country] ?? usual;
}

import { h, icon } from './dom';
import { chevronIcon } from './icons';

/** ISO 3166-1 codes of the countries cards come from. */
const countries =
  'AF AX AL DZ AD AO AI AQ AG AR AM AW AC AU AT AZ BS BH BD BB BY BE BZ BJ BM BT BO BA BW BR IO VG BN BG BF BI KH CM CA CV BQ KY CF TD CL CN CO KM CG CD CK CR CI HR CW CY CZ DK DJ DM DO EC EG SV GQ ER EE SZ ET FK FO FJ FI FR GF PF TF GA GM GE DE GH GI GR GL GD GP GU GT GG GN GW GY HT HN HK HU IS IN ID IQ IE IM IL IT JM JP JE JO KZ KE KI XK KW KG LA LV LB LS LR LY LI LT LU MO MG MW MY MV ML MT MQ MR MU YT MX MD MC MN ME MS MA MZ MM NA NR NP NL NC NZ NI NE NG NU MK NO OM PK PS PA PG PY PE PH PN PL PT PR QA RE RO RU RW WS SM ST SA SN RS SC SL SG SX SK SI SB SO ZA GS KR SS ES LK BL SH KN LC MF PM VC SD SR SJ SE CH TW TJ TZ TH TL TG TK TO TT TA TN TR TM TC TV UG UA AE GB US UY UZ VU VA VE VN WF EH YE ZM ZW'.split(
    ' ',
  );

/** The country select, named in the page's language and sorted as that language sorts. */
export class CountryField {
  readonly element: HTMLDivElement;
  readonly select: HTMLSelectElement;

  constructor(options: {
    idPrefix: string;
    label: string;
    locale: string;
    country: string;
    /** The only ones to choose from; all of them unless told. */
    allowed?: readonly string[] | null;
    /** What browsers fill in; a billing address's country unless told. */
    autocomplete?: string;
    changed(): void;
  }) {
    const id = `${options.idPrefix}countryInput`;
    const names = new Intl.DisplayNames([options.locale], { type: 'region' });
    const entries = countries
      .filter((code) => options.allowed?.includes(code) ?? true)
      .map((code) => ({ code, name: names.of(code) ?? code }))
      .sort((one, other) => one.name.localeCompare(other.name, options.locale));
    this.select = h(
      'select',
      {
        id,
        name: 'country',
        class: 'p-Select-select Input',
        autocomplete: options.autocomplete ?? 'billing country',
        'aria-required': 'true',
      },
      ...entries.map(({ code, name }) => h('option', { value: code }, name)),
    );
    this.value = options.country;
    this.select.addEventListener('change', options.changed);
    this.element = h(
      'div',
      { class: 'p-Field', 'data-field': 'country' },
      h('label', { class: 'p-FieldLabel Label Label--floating', for: id }, options.label),
      h('div', { class: 'p-Select' }, this.select, icon(chevronIcon, 'p-Select-arrow')),
    );
  }

  get value(): string {
    return this.select.value;
  }

  set value(country: string) {
    this.select.value = country;
    if (!this.select.value) this.select.value = 'US';
    if (!this.select.value) this.select.selectedIndex = 0;
  }
}

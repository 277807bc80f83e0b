import type { AddressFormat } from '../address-frame/formats';

/** Codes of what an address or an email can lack. */
export type AddressCode =
  | 'incomplete_name'
  | 'incomplete_first_name'
  | 'incomplete_last_name'
  | 'incomplete_field'
  | 'incomplete_zip'
  | 'incomplete_postal_code'
  | 'incomplete_phone'
  | 'po_box'
  | 'incomplete_email';

/** What the Address Element and the email field say, in one language. */
export interface AddressTexts {
  name: string;
  namePlaceholder: string;
  firstName: string;
  lastName: string;
  organization: string;
  country: string;
  line1: string;
  line2: string;
  line2Placeholder: string;
  city: Record<AddressFormat['city'], string>;
  state: Record<AddressFormat['state'], string>;
  choose: string;
  zip: string;
  postalCode: string;
  phone: string;
  /** Which country the phone number is of. */
  phoneCountry: string;
  email: string;
  /** Instead of one of the contacts. */
  another: string;
  contacts: string;
  problems: Record<AddressCode, string>;
}

const en: AddressTexts = {
  name: 'Full name',
  namePlaceholder: 'First and last name',
  firstName: 'First name',
  lastName: 'Last name',
  organization: 'Full name or organization',
  country: 'Country or region',
  line1: 'Address line 1',
  line2: 'Address line 2',
  line2Placeholder: 'Apt., suite, unit number, etc. (optional)',
  city: { city: 'City', suburb: 'Suburb', town: 'Town or city' },
  state: {
    state: 'State',
    province: 'Province',
    prefecture: 'Prefecture',
    county: 'County',
    region: 'Region',
  },
  choose: 'Select',
  zip: 'ZIP code',
  postalCode: 'Postal code',
  phone: 'Phone number',
  phoneCountry: 'Calling code',
  email: 'Email',
  another: 'New address',
  contacts: 'Saved addresses',
  problems: {
    incomplete_name: 'Please provide your full name.',
    incomplete_first_name: 'Please provide your first name.',
    incomplete_last_name: 'Please provide your last name.',
    incomplete_field: 'This field is incomplete.',
    incomplete_zip: 'Your ZIP code is incomplete.',
    incomplete_postal_code: 'Your postal code is incomplete.',
    incomplete_phone: 'Your phone number is incomplete.',
    po_box: 'PO boxes are not accepted.',
    incomplete_email: 'Your email is incomplete.',
  },
};

const fr: AddressTexts = {
  name: 'Nom complet',
  namePlaceholder: 'Prénom et nom',
  firstName: 'Prénom',
  lastName: 'Nom de famille',
  organization: 'Nom complet ou organisation',
  country: 'Pays ou région',
  line1: 'Ligne d’adresse 1',
  line2: 'Ligne d’adresse 2',
  line2Placeholder: 'Appartement, suite, etc. (facultatif)',
  city: { city: 'Ville', suburb: 'Banlieue', town: 'Ville' },
  state: {
    state: 'État',
    province: 'Province',
    prefecture: 'Préfecture',
    county: 'Comté',
    region: 'Région',
  },
  choose: 'Sélectionner',
  zip: 'Code postal',
  postalCode: 'Code postal',
  phone: 'Numéro de téléphone',
  phoneCountry: 'Indicatif du pays',
  email: 'E-mail',
  another: 'Nouvelle adresse',
  contacts: 'Adresses enregistrées',
  problems: {
    incomplete_name: 'Veuillez indiquer votre nom complet.',
    incomplete_first_name: 'Veuillez indiquer votre prénom.',
    incomplete_last_name: 'Veuillez indiquer votre nom de famille.',
    incomplete_field: 'Ce champ est incomplet.',
    incomplete_zip: 'Votre code postal est incomplet.',
    incomplete_postal_code: 'Votre code postal est incomplet.',
    incomplete_phone: 'Votre numéro de téléphone est incomplet.',
    po_box: 'Les boîtes postales ne sont pas acceptées.',
    incomplete_email: 'Votre adresse e-mail est incomplète.',
  },
};

const ja: AddressTexts = {
  name: '氏名',
  namePlaceholder: '姓名',
  firstName: '名',
  lastName: '姓',
  organization: '氏名または団体名',
  country: '国または地域',
  line1: '住所 1 行目',
  line2: '住所 2 行目',
  line2Placeholder: '建物名、部屋番号など (任意)',
  city: { city: '市区町村', suburb: '地区', town: '市区町村' },
  state: {
    state: '州',
    province: '州・省',
    prefecture: '都道府県',
    county: '郡',
    region: '地域',
  },
  choose: '選択',
  zip: '郵便番号',
  postalCode: '郵便番号',
  phone: '電話番号',
  phoneCountry: '国番号',
  email: 'メールアドレス',
  another: '新しい住所',
  contacts: '保存済みの住所',
  problems: {
    incomplete_name: '氏名を入力してください。',
    incomplete_first_name: '名を入力してください。',
    incomplete_last_name: '姓を入力してください。',
    incomplete_field: 'この項目に不備があります。',
    incomplete_zip: '郵便番号に不備があります。',
    incomplete_postal_code: '郵便番号に不備があります。',
    incomplete_phone: '電話番号に不備があります。',
    po_box: '私書箱はご利用いただけません。',
    incomplete_email: 'メールアドレスに不備があります。',
  },
};

const ar: AddressTexts = {
  name: 'الاسم الكامل',
  namePlaceholder: 'الاسم الأول واسم العائلة',
  firstName: 'الاسم الأول',
  lastName: 'اسم العائلة',
  organization: 'الاسم الكامل أو المؤسسة',
  country: 'البلد أو المنطقة',
  line1: 'سطر العنوان 1',
  line2: 'سطر العنوان 2',
  line2Placeholder: 'الشقة أو رقم الوحدة (اختياري)',
  city: { city: 'المدينة', suburb: 'الضاحية', town: 'المدينة' },
  state: {
    state: 'الولاية',
    province: 'المقاطعة',
    prefecture: 'المحافظة',
    county: 'المقاطعة',
    region: 'المنطقة',
  },
  choose: 'اختيار',
  zip: 'الرمز البريدي',
  postalCode: 'الرمز البريدي',
  phone: 'رقم الهاتف',
  phoneCountry: 'رمز الاتصال',
  email: 'البريد الإلكتروني',
  another: 'عنوان جديد',
  contacts: 'العناوين المحفوظة',
  problems: {
    incomplete_name: 'يُرجى تقديم اسمك الكامل.',
    incomplete_first_name: 'يُرجى تقديم اسمك الأول.',
    incomplete_last_name: 'يُرجى تقديم اسم العائلة.',
    incomplete_field: 'هذا الحقل غير مكتمل.',
    incomplete_zip: 'رمزك البريدي غير مكتمل.',
    incomplete_postal_code: 'رمزك البريدي غير مكتمل.',
    incomplete_phone: 'رقم هاتفك غير مكتمل.',
    po_box: 'صناديق البريد غير مقبولة.',
    incomplete_email: 'بريدك الإلكتروني غير مكتمل.',
  },
};

const languages: Readonly<Record<string, AddressTexts>> = { ar, en, fr, ja };

/** The texts for a locale; English where its language is not spoken here. */
export function addressTexts(locale: string): AddressTexts {
  return languages[locale.toLowerCase().split('-')[0] ?? 'en'] ?? en;
}

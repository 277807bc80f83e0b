import type { Texts } from '../../words';

export const cards: Texts<'cards'> = {
  card: 'بطاقة',
  method: 'وسيلة دفع',
  thisMethod: 'وسيلة الدفع هذه',
  acss_debit: 'خصم مصرفي كندي',
  au_becs_debit: 'خصم مصرفي أسترالي',
  bacs_debit: 'الخصم المباشر Bacs',
  sepa_debit: 'الخصم المباشر SEPA',
  us_bank_account: 'حساب مصرفي أمريكي',
  endingIn: '{name} المنتهية بـ {last4}',
  expires: 'تنتهي الصلاحية في {date}',
  expired: 'انتهت الصلاحية في {date}',
  expiresSoon: 'تنتهي الصلاحية قريبًا، {date}',
  notClonable:
    'لا يمكن الدفع للبائعين على Souk عبر {name}: ينسخ Stripe إلى حساب البائع البطاقات والحسابات المصرفية الأمريكية فقط. احفظ بطاقة لتدفع بها.',
  verifying: 'لم يُوثَّق هذا الحساب المصرفي بعد. وثّقه في محفظتك.',
  unverified: 'تعذّر توثيق هذا الحساب المصرفي. أضفه مرة أخرى أو استخدم وسيلة دفع أخرى.',
};

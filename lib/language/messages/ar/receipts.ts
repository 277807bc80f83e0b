import type { Texts } from '../../words';

export const receipts: Texts<'receipts'> = {
  title: 'إيصال',
  number: 'الإيصال {number}',
  paidAt: '<order>الطلب {number}</order> · دُفع في <time>الوقت</time> بتوقيت UTC',
  soldBy: 'البائع والخاصم',
  onSouk: '{country}، على Souk',
  boughtBy: 'المشتري',
  whatBought: 'المشتريات',
  what: 'البيان',
  amount: 'المبلغ',
  paid: 'المدفوع',
  givenBack: 'أُعيد في <time>الوقت</time> بتوقيت UTC',
  inAll: 'إجمالي ما أُعيد',
  paidWith: 'دُفع بواسطة',
  onStatement: 'في كشف حسابك',
  charge: 'الخصم',
  account: 'حساب البائع',
  demo: 'Souk عرض تجريبي: لم يُبع شيء ولم تُحوَّل أي أموال.',
};

import type { Texts } from '../../words';

export const mails: Texts<'mails'> = {
  receiptSubject: 'إيصالك من {seller}، {number}',
  hello: 'مرحبًا {name}،',
  charged: 'خصم {seller} مبلغ {amount} في {day} ({card}). شكرًا لك.',
  paid: 'المدفوع',
  receipt: 'الإيصال',
  paidWith: 'دُفع بواسطة',
  onStatement: 'في كشف حسابك',
  charge: 'الخصم',
  seeReceipt: 'عرض الإيصال',
  refundSubject: 'أُعيد {amount} من {seller}، {number}',
  back: 'أُعيد {amount}',
  gaveBack: 'أعاد إليك {seller} مبلغ {amount} ({card}). قد يستغرق ظهوره لدى بنكك بضعة أيام.',
  gavePart:
    'أعاد إليك {seller} مبلغ {amount} ({card})، وهو جزء مما دفعته. قد يستغرق ظهوره لدى بنكك بضعة أيام.',
  order: 'الطلب',
  backTo: 'أُعيد إلى',
  seeOrder: 'عرض الطلب',
  invoice: 'الفاتورة',
  seeSubscription: 'عرض الاشتراك',
  plusSubject: 'إيصالك عن {plus}',
  plusUntil: '{plus} لك حتى {day}. ينتهي من تلقاء نفسه: لن يُخصم شيء مرة أخرى.',
  seePlus: 'عرض {plus}',
  askedSubject: 'يُرجى تأكيد دفعتك إلى {seller}، {number}',
  elseGivenUp:
    'إن لم تفعل شيئًا، يُتخلى عن هذه الدفعة في {time} بتوقيت UTC: لا يخصم {seller} شيئًا، ولا تبقى السلع محجوزة لك.',
  elseAllCanceled:
    'إن لم تفعل شيئًا، يُلغى الطلب كله في {time} بتوقيت UTC: لا يخصم أي بائع شيئًا، ويُفرج عن المبالغ المحجوزة.',
  signInThere:
    'يقودك الزر إلى Souk، حيث تسجّل الدخول كالمعتاد. لا يحتاج أحد إلى رقم بطاقتك عبر البريد الإلكتروني.',
  seller: 'البائع',
  toConfirm: 'للتأكيد',
  card: 'البطاقة',
  confirmIt: 'تأكيد الدفعة',
  foot: 'Souk عرض تجريبي: لم يُبع شيء ولم تُحوَّل أي أموال. تصلك هذه الرسالة لأنك اشتريت من Souk.',
};

/**
 * What goods are called elsewhere: by a word of their English name, what people who read another
 * language look for. Words alone and no catalogue: sellers write theirs once, and it stays as it is.
 */
import type { Language } from '../../language/languages';
import { termOf, wordsOf } from './words';

type Elsewhere = Exclude<Language, 'en'>;

/** By what `termOf` makes of the English word; many where the ear does not make one of them. */
const things: Readonly<Record<string, Readonly<Record<Elsewhere, string>>>> = {
  animal: { fr: 'animal animaux jouet', ja: '動物 おもちゃ', ar: 'حيوان حيوانات لعبة ألعاب' },
  apron: { fr: 'tablier', ja: 'エプロン', ar: 'مئزر مريلة مرايل' },
  bag: { fr: 'sac', ja: 'バッグ かばん 鞄', ar: 'حقيبة حقائب' },
  beanie: { fr: 'bonnet', ja: '帽子 ニット帽', ar: 'قبعة قبعات' },
  blanket: { fr: 'couverture plaid', ja: '毛布 ブランケット', ar: 'بطانية بطانيات' },
  board: { fr: 'planche', ja: 'まな板 ボード', ar: 'لوح' },
  boat: { fr: 'bateau', ja: '船 ボート', ar: 'قارب قوارب' },
  bowl: { fr: 'bol', ja: '丼 どんぶり 鉢 ボウル', ar: 'وعاء أوعية سلطانية' },
  brass: { fr: 'laiton', ja: '真鍮', ar: 'نحاس' },
  bread: { fr: 'pain', ja: 'パン', ar: 'خبز' },
  calendar: { fr: 'calendrier', ja: 'カレンダー 暦', ar: 'تقويم روزنامة' },
  candle: { fr: 'bougie chandelle', ja: 'ろうそく キャンドル', ar: 'شمعة شموع' },
  card: { fr: 'carte', ja: 'カード', ar: 'بطاقة بطاقات' },
  cloth: { fr: 'tissu', ja: '布', ar: 'قماش منديل' },
  coat: { fr: 'manteau veste', ja: 'コート 上着', ar: 'معطف معاطف' },
  coffee: { fr: 'café', ja: 'コーヒー 珈琲', ar: 'قهوة بن' },
  furikake: { fr: 'assaisonnement', ja: 'ふりかけ', ar: 'توابل' },
  gold: { fr: 'or doré dorée', ja: '金 ゴールド', ar: 'ذهب ذهبي ذهبية' },
  harvest: { fr: 'récolte légume', ja: '収穫 野菜', ar: 'حصاد خضار خضروات' },
  honey: { fr: 'miel', ja: 'はちみつ 蜂蜜', ar: 'عسل' },
  incense: { fr: 'encens', ja: 'お香 線香', ar: 'بخور' },
  jam: { fr: 'confiture', ja: 'ジャム', ar: 'مربى مربيات' },
  lamp: { fr: 'lampe', ja: 'ランプ 照明', ar: 'مصباح مصابيح' },
  lavender: { fr: 'lavande', ja: 'ラベンダー', ar: 'خزامى لافندر' },
  linen: { fr: 'lin', ja: 'リネン 麻', ar: 'كتان' },
  maple: { fr: 'érable', ja: 'メープル 楓', ar: 'قيقب' },
  marble: { fr: 'bille', ja: 'ビー玉', ar: 'كرة كرات' },
  mug: { fr: 'tasse mug', ja: 'マグ マグカップ コップ', ar: 'كوب أكواب فنجان فناجين' },
  notebook: { fr: 'carnet cahier', ja: 'ノート 手帳', ar: 'دفتر دفاتر' },
  pattern: { fr: 'patron', ja: '型紙', ar: 'باترون' },
  plum: { fr: 'prune', ja: '梅', ar: 'برقوق' },
  print: { fr: 'affiche', ja: 'ポスター 版画', ar: 'ملصق ملصقات' },
  sampler: { fr: 'broderie', ja: '刺し子 刺繍', ar: 'تطريز' },
  seed: { fr: 'graine', ja: '種', ar: 'بذرة بذور' },
  snail: { fr: 'bougeoir', ja: '燭台', ar: 'شمعدان' },
  soap: { fr: 'savon', ja: '石けん 石鹸 せっけん', ar: 'صابون' },
  sock: { fr: 'chaussette', ja: '靴下 くつした ソックス', ar: 'جورب جوارب' },
  syrup: { fr: 'sirop', ja: 'シロップ', ar: 'شراب' },
  tea: { fr: 'thé', ja: 'お茶 紅茶', ar: 'شاي' },
  teapot: { fr: 'théière', ja: '急須 ティーポット', ar: 'إبريق أباريق' },
  tenugui: { fr: 'serviette', ja: '手ぬぐい 手拭い', ar: 'منشفة مناشف' },
  towel: { fr: 'torchon serviette', ja: 'ふきん タオル', ar: 'منشفة مناشف' },
  trowel: { fr: 'transplantoir', ja: 'スコップ 移植ごて', ar: 'مجرفة' },
  vase: { fr: 'vase', ja: '花瓶 花器', ar: 'مزهرية مزهريات' },
  watering: { fr: 'arrosoir arrosage', ja: '水やり じょうろ', ar: 'سقاية ري' },
  wool: { fr: 'laine', ja: 'ウール 毛糸', ar: 'صوف' },
};

/** What people of another language call the things that an English name has in it. */
export function calledElsewhere(name: string, language: Elsewhere): string {
  const known = wordsOf(name).flatMap((word) => things[termOf(word)]?.[language] ?? []);
  return known.join(' ');
}

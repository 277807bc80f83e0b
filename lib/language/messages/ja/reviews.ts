import type { Texts } from '../../words';

export const reviews: Texts<'reviews'> = {
  title: 'レビュー',
  rating: '5つ星中{stars}、レビュー{count, plural, other {#件}}',
  stars: '5つ星中{stars}',
  star: '{stars, plural, other {星#つ}}',
  none: 'まだレビューがありません。',
  whatDoYouThink: 'ご購入いただきありがとうございます。ぜひご感想をお聞かせください。',
  yours: 'あなたのレビュー',
  howIs: '「{name}」はいかがでしたか。',
  you: 'あなた',
  changed: '{date}（編集済み）',
  own: 'ご自身の商品です。レビューは購入された方が書けます。',
  notBought: 'レビューはここで購入された方が書けます。ご購入後は、あなたのレビューも掲載されます。',
  signedOut:
    'レビューはここで購入された方が書けます。ご購入済みの方は<link>サインイン</link>してください。',
  starsLegend: '星の数',
  inYourWords: 'ご感想',
  hint: 'お名前（名のみ）とともに公開されます。',
  saving: '保存しています…',
  change: 'レビューを変更',
  post: 'レビューを投稿',
  delete: '削除',
  deleting: '削除しています…',
  thanks: 'ありがとうございます。レビューを下に掲載しました。',
  deleted: '削除しました。',
  chooseStars: '星を1つから5つまでお選びください。',
};

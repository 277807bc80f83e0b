import type { Texts } from '../../words';

export const problems: Texts<'problems'> = {
  wrong_password: 'Cette adresse e-mail et ce mot de passe ne correspondent pas.',
  email_taken: 'Un compte existe déjà avec cette adresse e-mail. Veuillez vous connecter.',
  cart_empty: 'Votre panier est vide.',
  cart_changed: 'Votre panier ou un prix a changé. Vérifiez-le à nouveau, puis payez.',
  sold_out:
    'Un article de votre panier est épuisé, ou il en reste moins que souhaité. Modifiez votre panier pour continuer.',
  seller_unavailable:
    'Un vendeur de votre panier ne peut pas être payé pour le moment. Retirez ses articles pour continuer.',
  card_unusable: 'Le moyen choisi ne peut pas, ou plus, payer ici.',
  not_holdable: 'Le moyen choisi ne permet pas de réserver la somme avant de l’encaisser.',
  too_large: 'Ce montant est trop élevé pour un seul paiement. Achetez en plusieurs fois.',
  fault: 'Un problème est survenu de notre côté. Veuillez réessayer.',
  not_found: 'Cela n’existe pas ici.',
  signed_out: 'Veuillez d’abord vous connecter.',
  foreign_origin: 'Cette requête ne vient pas d’une page de Souk.',
  too_many: 'Trop de tentatives. Veuillez patienter un peu avant de réessayer.',
  not_json: 'La requête ne correspond pas à ce qui était attendu.',
  invalid_request: 'La requête ne correspond pas à ce qui était attendu.',
  unknown_language: 'Souk ne parle pas cette langue.',
  cart_bad_quantity: 'Veuillez indiquer un nombre entier de 1 à 99.',
  cart_unknown_variant: 'Cet article n’est plus vendu ici.',
  cart_too_many: 'Il n’en reste pas autant.',
  cart_sold_out: 'Cet article est épuisé.',
  cart_note: 'Votre panier contient tout ce qu’il en reste.',
  not_bought: 'Seules les personnes qui l’ont acheté ici peuvent donner leur avis.',
  own: 'On ne peut pas donner son avis sur ses propres articles.',
  asked_already: 'Un remboursement a déjà été demandé ou lancé. Rechargez la page pour le voir.',
  not_refundable: 'Cela ne peut pas, ou plus, être remboursé.',
  nothing_left: 'Tout a déjà été remboursé.',
  wrong_amount: 'Indiquez un montant en chiffres, sans dépasser ce qui reste.',
  too_much: 'C’est plus que ce qui reste à rembourser.',
  not_retryable: 'Impossible de réessayer maintenant. Vérifiez où cela en est.',
  not_cancelable:
    'L’annulation n’est plus possible. Ce qui est payé peut être redemandé, vendeur par vendeur.',
  not_confirmable: 'Impossible de confirmer maintenant. Vérifiez où cela en est.',
  wallet_full: 'Votre portefeuille est plein. Retirez d’abord une carte.',
  consent_outdated: 'Ce que vous acceptez a changé. Rechargez la page et lisez-le d’abord.',
  canceled: 'Cela a été annulé. Rien n’est débité ; veuillez recommencer.',
  given_back: 'Ce paiement a été remboursé, l’adhésion a donc pris fin.',
  not_finished: 'Ce n’est pas encore confirmé. Confirmez d’abord auprès de votre banque.',
  removed: 'Cette carte a été retirée du portefeuille.',
  member_already: 'Vous êtes déjà membre.',
  processing: 'Votre paiement est en cours. Veuillez ne pas payer une seconde fois.',
  not_sold: 'Plus ne peut pas être acheté pour le moment. Rien n’a été débité.',
  nothing_to_verify: 'Ce compte bancaire n’attend aucune vérification.',
  unreachable:
    'Notre service de paiement est injoignable. Rien n’est perdu ; réessayez dans un instant.',
  busy: 'Une autre modification est encore en cours. Réessayez dans un instant.',
  bank: 'La banque vous demande de confirmer ce paiement.',
  not_now: 'Impossible à modifier maintenant. Rechargez la page pour voir où cela en est.',
  demo_email:
    'Tout le monde se connecte à cette personne avec cette adresse ; elle reste donc. Essayez avec votre propre compte.',
  in_use:
    'Des abonnements sont payés avec elle. Dites d’abord s’ils continuent avec une autre carte ou s’arrêtent.',
  not_canceled: 'Tous les abonnements n’ont pas pu être arrêtés. Réessayez dans un instant.',
  not_movable:
    'Un abonnement n’a pas commencé comme commandé et ne peut pas recevoir une autre carte. Arrêtez-le, ou attendez que nous l’ayons examiné.',
  body_too_large: 'La requête est trop volumineuse.',
  seller_unavailable_name:
    '{name} ne peut pas être payé pour le moment. Retirez ses articles pour continuer.',
  sold_out_gone: '{name} n’est plus vendu. Retirez cet article pour continuer.',
  sold_out_left: '{name} : il n’en reste que {left, number}. Modifiez votre panier pour continuer.',
  sold_out_name: '{name} est épuisé. Retirez cet article pour continuer.',
  sold_out_left_by_now:
    '{name} : il n’en reste plus que {left, number}. Commandez à nouveau ce qu’il vous faut.',
  sold_out_by_now:
    '{name} est désormais épuisé ; cette partie de la commande ne peut donc plus être payée.',
  too_many_seconds:
    'Trop de tentatives. Réessayez dans {seconds, plural, one {# seconde} many {# de secondes} other {# secondes}}.',
  too_many_minutes:
    'Trop de tentatives. Réessayez dans {minutes, plural, one {# minute} many {# de minutes} other {# minutes}}.',
  cart_too_many_of_plan: 'Vous pouvez prendre cet abonnement {most, number} fois au maximum.',
  cart_too_many_left: 'Il n’en reste que {most, number}.',
  cart_too_many_all_yours: 'Il n’en reste que {most, number}, et tout est dans votre panier.',
  cart_too_many_some_yours:
    'Il n’en reste que {most, number}, dont {had, number} dans votre panier.',
  wrong_amount_most: 'Indiquez un montant en chiffres, {most} au maximum.',
  too_much_most: 'Vous pouvez demander {most} au maximum.',
  wallet_full_most:
    'Un portefeuille contient {most, number} cartes au maximum. Retirez-en d’abord une.',
  member_already_until: 'Vous êtes membre jusqu’au {until}.',
};

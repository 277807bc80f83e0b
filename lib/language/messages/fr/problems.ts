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
  invalid_request: 'La requête ne correspond pas à ce qui était attendu.',
  unknown_language: 'Souk ne parle pas cette langue.',
  cart_bad_quantity: 'Veuillez indiquer un nombre entier de 1 à 99.',
  cart_unknown_variant: 'Cet article n’est plus vendu ici.',
  cart_too_many: 'Il n’en reste pas autant.',
  cart_sold_out: 'Cet article est épuisé.',
  cart_note: 'Votre panier contient tout ce qu’il en reste.',
  not_bought: 'Seules les personnes qui l’ont acheté ici peuvent donner leur avis.',
  own: 'On ne peut pas donner son avis sur ses propres articles.',
};

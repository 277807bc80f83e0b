ALTER TABLE "products" ADD COLUMN "edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sellers" ADD COLUMN "edited_at" timestamp with time zone;--> statement-breakpoint
UPDATE "products" SET "edited_at" = (
  SELECT max("at") FROM "acts"
  WHERE "kind" IN ('product_changed', 'price_changed') AND "about"->>'productId' = "products"."id"
);--> statement-breakpoint
UPDATE "sellers" SET "edited_at" = (
  SELECT max("at") FROM "acts"
  WHERE "kind" = 'shop_changed' AND "about"->>'sellerId' = "sellers"."id"
);

// The theme's and the report pages' styles. `scripts/check` runs it over both.
export default {
  extends: "stylelint-config-recommended",
  rules: {
    "no-descending-specificity": null, // related rules are kept next to each other
    "color-function-notation": "modern",
    "color-named": "never",
    "declaration-block-no-redundant-longhand-properties": true,
    "length-zero-no-unit": true,
    "selector-max-id": 0,
    "shorthand-property-no-redundant-values": true,
  },
};

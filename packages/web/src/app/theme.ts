import {
  Alert,
  Checkbox,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from "@mantine/core";

const ACCENT: MantineColorsTuple = [
  "#eefaf6",
  "#d8f1e8",
  "#aee2d0",
  "#80d2b6",
  "#5cc5a1",
  "#45bc93",
  "#2fa37d",
  "#1f8767",
  "#176b53",
  "#0e5240",
];

/** What is written on the accent: black on the light one of dark pages, white on the dark one of light pages. */
const ON_ACCENT = "var(--mantine-primary-color-contrast)";

/** Calm and dense: the system's font, one colour that accents. */
export const theme = createTheme({
  colors: { accent: ACCENT },
  primaryColor: "accent",
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  // Its own choice of black or white goes by the shade of light pages in dark ones too.
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    const isAccent = input.variant === "filled" && input.color === input.theme.primaryColor;
    return isAccent ? { ...colors, color: ON_ACCENT } : colors;
  },
  defaultRadius: "sm",
  respectReducedMotion: true,
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "18px" },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  components: {
    // Coloured text on its own light colour is too pale to be read.
    // What is wider than it, scrolls in it.
    Alert: Alert.extend({ styles: { title: { color: "var(--mantine-color-text)" }, body: { minWidth: 0 } } }),
    Checkbox: Checkbox.extend({ defaultProps: { iconColor: ON_ACCENT } }),
  },
  headings: { fontWeight: "650" },
});

// The author's own style sheet, where there is one. Imported after the site's, it wins.
import.meta.glob('#content/theme.css', { eager: true });

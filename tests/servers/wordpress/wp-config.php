<?php
// A site in a folder of its own (BYLINE_SITE) at an address of its own (BYLINE_URL), on the shared core.
define('WP_CONTENT_DIR', getenv('BYLINE_SITE') . '/wp-content');
define('WP_HOME', getenv('BYLINE_URL'));
define('WP_SITEURL', WP_HOME);
define('WP_CONTENT_URL', WP_HOME . '/wp-content');
define('WP_DEFAULT_THEME', 'plain');
define('WP_ENVIRONMENT_TYPE', 'local');
// Nothing leaves the machine, and nothing runs by itself.
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DB_NAME', 'wordpress');
define('DB_USER', '');
define('DB_PASSWORD', '');
define('DB_HOST', '');
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define("{$name}_KEY", "test {$name} key");
    define("{$name}_SALT", "test {$name} salt");
}
$table_prefix = 'wp_';
require_once ABSPATH . 'wp-settings.php';

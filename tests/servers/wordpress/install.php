<?php
// Installs the site and prints an application password for its one user.
define('WP_INSTALLING', true);
$_SERVER += ['SERVER_PROTOCOL' => 'HTTP/1.1', 'HTTP_HOST' => parse_url(getenv('BYLINE_URL'), PHP_URL_HOST)];
require getenv('BYLINE_CORE') . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_true');
$installed = wp_install('Test', 'author', 'author@example.com', true, '', 'a long test password');
update_option('permalink_structure', '/%postname%/');
[$password] = WP_Application_Passwords::create_new_application_password($installed['user_id'], ['name' => 'byline']);
echo $password;

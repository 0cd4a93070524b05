<?php
// PHP's own server: a file there is goes out as it is, an upload from the site's folder, all else is WordPress.
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path !== '/' && is_file($_SERVER['DOCUMENT_ROOT'] . $path)) {
    return false;
}
$upload = getenv('BYLINE_SITE') . $path;
if (str_starts_with($path, '/wp-content/uploads/') && is_file($upload)) {
    header('Content-Type: ' . mime_content_type($upload));
    readfile($upload);
    return true;
}
$_SERVER['SCRIPT_NAME'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';

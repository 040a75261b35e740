# Varnish in front of the site; see docs/decisions/0027-varnish-in-front.md.
# hstf_site/caching.py also defines what visitors may request; a test compares them.
vcl 4.1;

import std;

# Checks whether the site responds at all. The scheme prevents a redirect to https.
probe site_answers {
    .request =
        "GET /healthz HTTP/1.1"
        "Host: localhost"
        "X-Forwarded-Proto: https"
        "Connection: close";
    .interval = 2s;
    .timeout = 2s;
    .window = 4;
    .threshold = 2;
    .initial = 2;
}

# Three backends for the same site. A flood at one does not block the others: the
# last two together take less than WORKERS x THREADS of bin/serve-public (2 x 16).
backend pages {
    .host = "127.0.0.1";
    .port = "8000";
    .max_connections = 128;
    .probe = site_answers;
}

backend made_each_time {
    .host = "127.0.0.1";
    .port = "8000";
    .max_connections = 16;
    .probe = site_answers;
}

backend editors {
    .host = "127.0.0.1";
    .port = "8000";
    .max_connections = 8;
    .probe = site_answers;
}

# Where TLS is terminated. Only from there are the client's scheme and address trusted.
acl tls_terminators {
    "127.0.0.1";
    "::1";
}

# Who may purge: where the site itself runs.
acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    if (req.restarts == 0) {
        call leave_out_doubles;
        unset req.http.X-Edge-Brotli;
        unset req.http.X-Edge-Query;
        unset req.http.X-Edge-Whole;
        unset req.http.X-Edge-Again;
        unset req.http.X-Edge-Old;
        call know_the_visitor;
    }

    if (req.method == "PURGE") {
        call purge_page;
    }
    if (req.method !~ "^(GET|HEAD|POST|OPTIONS)$") {
        return (synth(405, "Method Not Allowed"));
    }
    # Stale copies are kept for an hour, and served while the site does not respond. While
    # it does, a copy is at most 0.3 seconds old.
    if (req.http.X-Edge-Again == "old copy" || !std.healthy(req.backend_hint)) {
        set req.grace = 1h;
    } else {
        set req.grace = 0.1s;
    }

    # An editor, or somebody who claims to be one.
    if (req.url ~ "^/(admin|documents)(/|\?|$)"
        || req.http.Cookie ~ "(__Host-session|sessionid)=") {
        set req.backend_hint = editors;
        return (pass);
    }
    # The help page is never cached. Other spellings of a URL are not considered.
    if (req.url ~ "^/(help|healthz)" || req.url ~ "^[^?]*%") {
        return (pass);
    }
    if ((req.method != "GET" && req.method != "HEAD") || req.http.Authorization) {
        set req.backend_hint = made_each_time;
        return (pass);
    }
    # Visitors can send endless variations. (NOT_KEPT, LONGEST_QUERY and MOST_PARAMETERS)
    if (req.url ~ "[?&](as_of|q|zip)(=|&|$)"
        || req.url ~ "\?.{501}"
        || req.url ~ "\?([^&]*&){20}"
        || req.http.X-Edge-Again == "whole") {
        set req.backend_hint = made_each_time;
        return (pass);
    }

    unset req.http.Cookie;
    if (req.http.Accept-Encoding ~ "(?i)(^|[, ])br *(;q=(1|0\.\d*[1-9])[^,]*)?(,|$)") {
        set req.http.X-Edge-Brotli = "br";
    }
    if (req.url ~ "\?") {
        call keep_known_parameters;
    }
    return (hash);
}

# The site cannot distinguish X_Forwarded_Proto from X-Forwarded-Proto. These names
# affect its responses or what it trusts, each spelled with an underscore.
sub leave_out_doubles {
    unset req.http.Accept_Encoding;
    unset req.http.If_Match;
    unset req.http.If-Modified_Since;
    unset req.http.If_Modified-Since;
    unset req.http.If_Modified_Since;
    unset req.http.If-None_Match;
    unset req.http.If_None-Match;
    unset req.http.If_None_Match;
    unset req.http.If_Range;
    unset req.http.If-Unmodified_Since;
    unset req.http.If_Unmodified-Since;
    unset req.http.If_Unmodified_Since;
    unset req.http.X-Forwarded_For;
    unset req.http.X_Forwarded-For;
    unset req.http.X_Forwarded_For;
    unset req.http.X-Forwarded_Host;
    unset req.http.X_Forwarded-Host;
    unset req.http.X_Forwarded_Host;
    unset req.http.X-Forwarded_Port;
    unset req.http.X_Forwarded-Port;
    unset req.http.X_Forwarded_Port;
    unset req.http.X-Forwarded_Proto;
    unset req.http.X_Forwarded-Proto;
    unset req.http.X_Forwarded_Proto;
}

# One scheme and one client address, which nobody else can forge.
sub know_the_visitor {
    if (client.ip !~ tls_terminators || req.http.X-Forwarded-Proto != "https") {
        set req.http.X-Forwarded-Proto = "http";
    }
    # Varnish has appended its client; before that is the address from the proxy.
    if (client.ip ~ tls_terminators && req.http.X-Forwarded-For ~ ",") {
        set req.http.X-Edge-Proxied = "yes";
        set req.http.X-Forwarded-For = regsub(
            regsub(req.http.X-Forwarded-For, " *,[^,]*$", ""), "^.*, *", "");
    } else {
        unset req.http.X-Edge-Proxied;
        set req.http.X-Forwarded-For = client.ip;
    }
    unset req.http.Forwarded;
    unset req.http.X-Forwarded-Host;
    unset req.http.X-Forwarded-Port;
    unset req.http.X-Real-IP;
    set req.http.Host = std.tolower(regsub(req.http.Host, "\.?(:(80|443))?$", ""));
}

# All copies of one path: every host and scheme, all encodings, any parameters.
sub purge_page {
    if (client.ip !~ purgers || req.http.X-Edge-Proxied) {
        return (synth(405, "Method Not Allowed"));
    }
    if (std.ban("obj.http.X-Edge-Path == " + regsub(req.url, "\?.*$", ""))) {
        return (synth(200, "Purged"));
    }
    return (synth(400, std.ban_error()));
}

# Parameters that a view does not read reach neither the site nor the key. (PARAMETERS)
sub keep_known_parameters {
    set req.http.X-Edge-Whole = req.url;
    set req.http.X-Edge-Query = regsub(req.url, "^[^?]*\?", "&");
    set req.url = regsub(req.url, "\?.*$", "");
    if (req.url ~ "^/record/$") {
        set req.http.X-Edge-Query = regsuball(
            req.http.X-Edge-Query, "&(?!(?:program|source)(?:=|&|$))[^&]*", "");
    } elsif (req.url ~ "^/record/corrections/$") {
        set req.http.X-Edge-Query = regsuball(
            req.http.X-Edge-Query, "&(?!(?:page)(?:=|&|$))[^&]*", "");
    } elsif (req.url ~ "^/record/sources/[^/]+/$") {
        set req.http.X-Edge-Query = regsuball(
            req.http.X-Edge-Query, "&(?!(?:list|page)(?:=|&|$))[^&]*", "");
    } elsif (req.url ~ "^/regions/[^/]+(/|\.\w+)$") {
        set req.http.X-Edge-Query = regsuball(
            req.http.X-Edge-Query, "&(?!(?:for)(?:=|&|$))[^&]*", "");
    } elsif (req.url ~ "^/news/$") {
        set req.http.X-Edge-Query = regsuball(
            req.http.X-Edge-Query, "&(?!(?:page|topic|year)(?:=|&|$))[^&]*", "");
    } else {
        unset req.http.X-Edge-Query;
    }
    if (req.http.X-Edge-Query) {
        set req.url = std.querysort(
            req.url + regsub(req.http.X-Edge-Query, "^&", "?"));
    }
    if (req.url == req.http.X-Edge-Whole) {
        unset req.http.X-Edge-Whole;
    }
    unset req.http.X-Edge-Query;
}

sub vcl_hash {
    hash_data(req.http.X-Forwarded-Proto);
    hash_data(req.http.Host);
    hash_data(req.url);
    # Varnish decompresses gzip for clients without it; it does not support Brotli.
    hash_data(req.http.X-Edge-Brotli);
    return (lookup);
}

sub vcl_hit {
    if (obj.ttl < -1s) {
        set req.http.X-Edge-Old = "yes";
    }
}

sub vcl_miss {
    # There is no stale copy: use the site's own error page, if it has one.
    if (req.http.X-Edge-Again == "old copy") {
        return (pass);
    }
}

sub vcl_backend_fetch {
    if (bereq.uncacheable) {
        set bereq.first_byte_timeout = 60s;
    } else {
        set bereq.first_byte_timeout = 5s;
        if (bereq.http.X-Edge-Brotli) {
            set bereq.http.Accept-Encoding = "br";
        }
    }
    set bereq.connect_timeout = 1s;
    set bereq.between_bytes_timeout = 10s;
    unset bereq.http.X-Edge-Brotli;
    unset bereq.http.X-Edge-Whole;
    unset bereq.http.X-Edge-Again;
    unset bereq.http.X-Edge-Old;
    unset bereq.http.X-Edge-Proxied;
}

sub vcl_backend_response {
    if (bereq.uncacheable) {
        return (deliver);
    }
    if (beresp.status >= 500) {
        return (abandon); # and look for a stale copy, see vcl_synth
    }
    if (beresp.http.Set-Cookie
        || beresp.http.Cache-Control ~ "(?i)private|no-store"
        || (beresp.http.Vary && beresp.http.Vary !~ "(?i)^\s*accept-encoding\s*$")) {
        call do_not_keep;
    } elsif (beresp.status == 200 && beresp.http.Cache-Control ~ "(?i)\bpublic\b") {
        # Such files never change; everything else is revalidated, which costs next to
        # nothing if it is unchanged.
        if (beresp.http.Cache-Control !~ "(?i)\bimmutable\b") {
            set beresp.ttl = 0.2s;
        }
        set beresp.grace = 1h;
        set beresp.http.X-Edge-Path = regsub(bereq.url, "\?.*$", "");
    } elsif (beresp.status == 301 || beresp.status == 404 || beresp.status == 410) {
        # A mistyped URL in a newspaper. Too brief to evict a page from memory.
        set beresp.ttl = 0.2s;
        set beresp.grace = 0s;
        set beresp.keep = 0s;
    } else {
        call do_not_keep;
    }
    return (deliver);
}

sub do_not_keep {
    set beresp.uncacheable = true;
    set beresp.ttl = 1s; # meanwhile, nobody waits for another's response
    set beresp.grace = 0s;
    set beresp.keep = 0s;
}

sub vcl_backend_error {
    if (!bereq.uncacheable) {
        return (abandon);
    }
    call say_that_it_is_away;
    return (deliver);
}

sub say_that_it_is_away {
    set beresp.http.Content-Type = "text/html; charset=utf-8";
    set beresp.http.Cache-Control = "no-store";
    set beresp.http.Retry-After = "30";
    set beresp.http.Content-Security-Policy =
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    set beresp.http.X-Content-Type-Options = "nosniff";
    set beresp.http.Referrer-Policy = "same-origin";
    set beresp.http.X-Robots-Tag = "noindex, nofollow";
    synthetic({"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>This page cannot be shown right now</title>
<h1>This page cannot be shown right now</h1>
<p>Please try again in a minute.</p>
<p>In an emergency, call 911.</p>
</html>
"});
}

sub vcl_synth {
    # No response from the site. There may be a stale copy.
    if (resp.status == 503 && req.restarts == 0) {
        set req.http.X-Edge-Again = "old copy";
        return (restart);
    }
    set resp.http.Content-Type = "text/plain; charset=utf-8";
    set resp.http.Cache-Control = "no-store";
    set resp.http.X-Content-Type-Options = "nosniff";
    set resp.http.Content-Security-Policy = "default-src 'none'; frame-ancestors 'none'";
    synthetic(resp.reason + {"
"});
    return (deliver);
}

sub vcl_deliver {
    # A redirect may depend on a parameter that no view reads: fetch with all of them.
    if (req.http.X-Edge-Whole && resp.status >= 300 && resp.status != 304
        && req.restarts == 0) {
        set req.url = req.http.X-Edge-Whole;
        set req.http.X-Edge-Again = "whole";
        return (restart);
    }
    if (req.http.X-Edge-Old) {
        set resp.http.X-Page-Cache = "old copy; the page cannot be made now";
    }
    unset resp.http.X-Edge-Path;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
}

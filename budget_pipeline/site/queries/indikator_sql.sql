SELECT sql FROM sqlite_master WHERE type = 'view' AND name = 'v_' || :kode

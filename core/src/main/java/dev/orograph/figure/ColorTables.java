package dev.orograph.figure;

/**
 * Colour maps as control points, six hexadecimal digits each. Viridis and cividis (S. van der Walt and N. Smith 2015;
 * J. R. Nuñez et al. 2018, doi:10.1371/journal.pone.0199239, both placed in the public domain) and turbo (A. Mikhailov
 * 2019) are every fifth of their 256 published entries: linear interpolation misses the rest by at most 4/255.
 */
final class ColorTables {
    static final String VIRIDIS = "44015446085c471063481769481d6f482475472a7a46307e453781433d844142873f48893d4e8a"
            + "3a538b38598c355e8d33638d31688e2e6d8e2c718e2a768e297b8e27808e25848e23898e218e8d"
            + "20928c1f978b1e9c891fa18821a58524aa8328ae802eb37c35b7793dbc7446c06f50c46a5ac864"
            + "65cb5e70cf577cd25089d54895d840a2da37b0dd2fbddf26cae11fd8e219e5e419f1e51dfde725";

    static final String CIVIDIS = "00224e002656002a5f002d68003070083370163770203a6f273e6e2e416d34456c3a486c3f4c6c"
            + "444f6c49536c4e566c535a6d575d6d5c616e60646f656870696b716d6f727272747676767a7a78"
            + "7e7d788381798885788d8878928c789690779b9476a09875a59c74aaa073afa471b5a86fbaac6d"
            + "bfb06bc4b468c9b965cfbd62d4c15fdac65bdfca57e5cf52ead34cf0d846f6dd3ffce236fee838";

    static final String TURBO = "30123b36215f3b2f803f3e9c424bb54559cb4666dd4773eb4680f6458cfd4099ff38a5fb2fb2f4"
            + "27bee91fc9dd1ad4d018ddc21ae4b622ebaa2ff19b3ff68a52fa7a65fd6979fe598bff4b9cfe40"
            + "a9fb39b7f735c3f134d0ea34dbe236e5d938eecf3af5c53afaba39fdae35fea130fe932afc8423"
            + "f9751df46617ef5811e84b0ce14109d83706ce2d04c32503b71d02a916019b0f018b09027a0403";

    /** K. Moreland 2009, doi:10.1007/978-3-642-10520-3_9: every fifth of the 256 entries of matplotlib's table. */
    static final String COOLWARM = "3b4cc04055c8465ecf4c66d6536edd5977e35f7fe86687ed6c8ff17396f57a9df881a4fb88abfd"
            + "8fb1fe96b7ff9dbdffa3c2feaac7fdb1cbfcb7cff9bed2f6c4d5f3cad8efcfdaead5dbe5dadce0"
            + "dfdbd9e4d9d2e9d5cbedd2c3f0cdbbf2c9b4f5c4acf6bea4f7b89cf7b194f7aa8cf6a385f59c7d"
            + "f39475f08b6eed8366e97a5fe57058e16751dc5d4ad65244d0473dca3b37c32e31bb1b2cb40426";

    /** ColorBrewer's sequential greys (C. Brewer, colorbrewer2.org), light to dark. */
    static final String GREYS = "fffffff0f0f0d9d9d9bdbdbd969696737373525252252525000000";

    private ColorTables() {}
}
